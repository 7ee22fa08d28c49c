"""What the registries say about the same families: rules of comparison and publishable tables."""
