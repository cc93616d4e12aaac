"""Lists that are data: JSON, values in scripts, datastores."""
