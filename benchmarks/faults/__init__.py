"""What happens on the worst day: kills, storms, strangers; counted against a Bot API on loopback.

python -m benchmarks.faults            the whole, in some ten minutes
python -m benchmarks.faults --short    what `make test` runs
python -m benchmarks.faults kills      some of it, by name
"""
