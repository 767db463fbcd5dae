-- What is read and written before there is an actor: sign-in, sessions, the cache, the queue of jobs.
CREATE TABLE web_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX web_cache_expires ON web_cache (expires);
CALL kernel_common('web_cache', 'rate limits and other counters that processes share', 'SELECT, INSERT, UPDATE, DELETE');
CALL kernel_common('django_session', 'sign-in', 'SELECT, INSERT, UPDATE, DELETE');
CALL kernel_common('django_content_type', 'names of models');
CALL kernel_common('account_emailaddress', 'sign-in', 'SELECT, INSERT, UPDATE, DELETE');
CALL kernel_common('mfa_authenticator', 'sign-in; secrets are encrypted by the application', 'SELECT, INSERT, UPDATE, DELETE');
CALL kernel_common('usersessions_usersession', 'sign-in', 'SELECT, INSERT, UPDATE, DELETE');
CALL kernel_common('procrastinate_jobs', 'the queue; arguments hold keys only', 'SELECT, INSERT');
CALL kernel_common('procrastinate_events', 'the queue', 'SELECT, INSERT');
GRANT ALL ON procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers TO liandong_jobs;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT oid::regprocedure FROM pg_proc WHERE proname LIKE 'procrastinate%' LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO liandong_web, liandong_jobs', f);
  END LOOP;
END $$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO liandong_web, liandong_jobs;
