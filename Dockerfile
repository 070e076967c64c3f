# Two images of one checkout: web (no engines, newest Pillow) and worker (speech, slides, video).
#   docker build --target web --tag greenroom-web .
#   docker build --target worker --tag greenroom-worker .
# No secret goes in: settings come from the environment when a container starts.
FROM python:3.11.11-slim-bookworm AS base
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    GREENROOM_DATA_DIR=/srv/greenroom/data
# pg_dump and psql, for manage.py backup and restore: of the version of compose.yaml's server.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client-15 \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /srv/greenroom --shell /usr/sbin/nologin greenroom \
 && install -d -o greenroom -g greenroom -m 0755 /srv/greenroom /srv/greenroom/data
WORKDIR /srv/greenroom/app

FROM base AS web
COPY pyproject.toml README.md LICENSE requirements-web.lock ./
COPY config config
COPY accounts accounts
COPY courses courses
COPY generation generation
COPY gamification gamification
COPY reports reports
RUN pip install --constraint requirements-web.lock --editable .
COPY . .
ENV GREENROOM_WORKER=false GREENROOM_BIND=0.0.0.0
USER greenroom
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "config.wsgi"]

FROM base AS worker
COPY pyproject.toml README.md LICENSE requirements.lock ./
COPY config config
COPY accounts accounts
COPY courses courses
COPY generation generation
COPY gamification gamification
COPY reports reports
# Where torch without CUDA comes from, if it is wanted: docs/deploy.md.
ARG PIP_EXTRA_INDEX_URL
RUN pip install --constraint requirements.lock --editable '.[worker]'
COPY . .
USER greenroom
CMD ["celery", "--app", "config", "worker", "--queues", "media", "--loglevel", "INFO"]
