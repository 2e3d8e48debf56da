FROM python:3.13-slim-trixie

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# What WeasyPrint loads when it prints; the fonts are our own.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 gettext \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/framtid
COPY requirements/run.txt requirements/
RUN pip install --require-hashes -r requirements/run.txt
COPY . .

# The secret is made for this one command and forgotten: production does not start without one.
RUN FRAMTID_PRODUCTION=1 FRAMTID_HOSTS=build FRAMTID_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_hex())')" \
    sh -c 'python manage.py compilemessages -v 0 && python manage.py collectstatic --no-input -v 0' \
 && useradd --system --uid 10001 framtid \
 && install -d -o framtid /srv/files

USER framtid
EXPOSE 8000
CMD ["python", "manage.py", "check", "--deploy"]
