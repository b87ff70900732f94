-- In the application's database: only the owner makes tables. What the application may do with
-- them, the migrations grant.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA public TO hwanryu_owner;
GRANT USAGE ON SCHEMA public TO hwanryu;
