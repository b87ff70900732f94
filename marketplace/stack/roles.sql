-- The two roles: the owner runs the migrations, the application is a plain role beside it,
-- so that what a migration revokes (append-only tables) is really out of the application's reach.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hwanryu_owner') THEN
        CREATE ROLE hwanryu_owner LOGIN CREATEDB;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hwanryu') THEN
        CREATE ROLE hwanryu LOGIN;
    END IF;
END
$$;
