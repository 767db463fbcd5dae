-- How far each kind of agency may ever see; access/categories.toml says the same, and a test holds them together.
INSERT INTO access_ceiling (kind, category, level) VALUES
  ('police', 'cases', 2),
  ('police', 'suspects', 2),
  ('police', 'fugitives', 2),
  ('police', 'missing', 2),
  ('police', 'victims', 2),
  ('police', 'witnesses', 2),
  ('police', 'involved', 2),
  ('police', 'vehicles', 2),
  ('police', 'leads', 2),
  ('department', 'cases', 1),
  ('department', 'missing', 1),
  ('department', 'vehicles', 1),
  ('department', 'leads', 1),
  ('company', 'vehicles', 0),
  ('company', 'leads', 0),
  ('school', 'vehicles', 0),
  ('school', 'leads', 0);
