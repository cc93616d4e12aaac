# One image, started three ways: web, scheduler, migration. See docker-compose.yml.
FROM node:20-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY requirements.lock pyproject.toml ./
RUN pip install --require-hashes -r requirements.lock
COPY . .
COPY --from=assets /build/node_modules ./node_modules
RUN pip install --no-deps --no-build-isolation -e . \
    && python -m dashboard.build_assets \
    && rm -rf node_modules \
    && useradd --create-home --uid 10001 mingcha \
    && install -d -o mingcha -g mingcha /data
USER 10001
ENV MINGCHA_DATA_FOLDER=/data MINGCHA_HOST=0.0.0.0
VOLUME /data
EXPOSE 8050
CMD ["mingcha", "serve"]
