"""Notices (通知): what an officer is told, in the product."""
