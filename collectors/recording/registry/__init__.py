"""Recording a registry: rows become agencies, contacts, sites, columns and the sources that look at them."""
