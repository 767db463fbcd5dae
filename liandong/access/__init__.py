"""Why a record may be seen (授权): deeds, signatures, grants, releases, participation; the rule and its explanation."""
