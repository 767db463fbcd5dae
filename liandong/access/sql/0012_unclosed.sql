-- Nobody ends a deed by asking for it: what ends one are functions of modules above that have checked its terms and what was
-- said on them (an ending all consented to, a notice every party received, a rescission, a leaving), and they call access_end.
DROP FUNCTION access_close(uuid, timestamptz);
