# The desk in a container: two stages, exact versions, nobody's rights, one writable folder.
ARG PYTHON=3.13-slim-trixie

FROM python:${PYTHON} AS libraries
COPY requirements.txt /tmp/
RUN python -m venv /opt/bot \
    && /opt/bot/bin/python -m pip install --no-cache-dir --disable-pip-version-check \
        --require-hashes --only-binary :all: --no-compile --requirement /tmp/requirements.txt \
    && /opt/bot/bin/python -m pip uninstall --yes pip \
    && /opt/bot/bin/python -m compileall -q -j 0 /opt/bot/lib

FROM python:${PYTHON}
LABEL org.opencontainers.image.title="embassy-desk" \
    org.opencontainers.image.licenses="MIT"
ENV PATH=/opt/bot/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    TMPDIR=/tmp \
    KNOWLEDGE_DIR=/app/knowledge \
    DATA_DIR=/data
WORKDIR /app
COPY --from=libraries /opt/bot /opt/bot
COPY bot bot
COPY LICENSE .
COPY knowledge knowledge
RUN python -m compileall -q bot \
    && install -d -o 10001 -g 10001 -m 0700 /data

USER 10001:10001
VOLUME /data
STOPSIGNAL SIGTERM
# The running bot touches the heartbeat; one older than 90 s means that nobody is answered.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=2 \
    CMD ["python", "-c", "import os, sys, time; sys.exit(time.time() - os.stat(os.environ['DATA_DIR'] + '/heartbeat').st_mtime > 90)"]
CMD ["python", "-m", "bot"]
