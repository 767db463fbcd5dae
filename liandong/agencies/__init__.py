"""Agencies (组织机构) in their hierarchy, departments, officers and liaison officers."""
