#!/bin/sh
# Run once by the database's image, on an empty volume: the two roles and the database.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -f /deploy/roles.sql
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
    -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" <<'SQL'
ALTER ROLE hwanryu_owner PASSWORD :'owner_password';
ALTER ROLE hwanryu PASSWORD :'app_password';
CREATE DATABASE hwanryu OWNER hwanryu_owner;
SQL
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d hwanryu -f /deploy/grants.sql
