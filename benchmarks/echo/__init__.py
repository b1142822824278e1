"""The whole bot beside a bare aiogram polling echo: what an answered command costs, and how soon.

python -m benchmarks.echo              rounds in turn; medians and ratios
python -m benchmarks.echo --rounds 9   more of them
"""
