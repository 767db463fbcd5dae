-- The signed actor: the web role can set any text, but only the web process can sign it.

CREATE TABLE kernel_pad (inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);  -- the key; only the owner reads it

CREATE FUNCTION kernel_actor() RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  token text := coalesce(current_setting('liandong.actor', true), '');
  body text := substr(token, 65);
  started bigint := extract(epoch FROM transaction_timestamp()) * 1000000;
  bound bytea := convert_to(concat_ws('/', body, pg_backend_pid(), started), 'UTF8');
BEGIN
  IF NOT EXISTS (SELECT FROM kernel_pad
                 WHERE encode(sha256(outer_pad || sha256(inner_pad || bound)), 'hex') = left(token, 64)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'no valid actor';
  END IF;
  RETURN body::jsonb;
END $$;

-- What policies read, always as (SELECT actor_agency()): once a query, not once a row.
CREATE FUNCTION actor_officer() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
  RETURN (kernel_actor() ->> 'officer')::uuid;
CREATE FUNCTION actor_agency() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
  RETURN (kernel_actor() ->> 'agency')::uuid;
CREATE FUNCTION actor_department() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
  RETURN (kernel_actor() ->> 'department')::uuid;
CREATE FUNCTION actor_clearance() RETURNS integer LANGUAGE sql STABLE PARALLEL RESTRICTED
  RETURN (kernel_actor() ->> 'clearance')::integer;
CREATE FUNCTION actor_at() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL RESTRICTED
  RETURN (kernel_actor() ->> 'at')::timestamptz;
CREATE FUNCTION actor_exercise() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
  RETURN (kernel_actor() ->> 'exercise')::uuid;
CREATE FUNCTION actor_has(wanted text) RETURNS boolean LANGUAGE sql STABLE PARALLEL RESTRICTED
  RETURN kernel_actor() -> 'roles' ? wanted;

GRANT EXECUTE ON FUNCTION kernel_actor(), actor_officer(), actor_agency(), actor_department(), actor_clearance(),
  actor_at(), actor_exercise(), actor_has(text) TO liandong_web, liandong_jobs;
