"""The divisions that are supervised, as data of the package, and their way into the database."""

from store.registry.regions import RegionRow, load_regions, read_regions

__all__ = ["RegionRow", "load_regions", "read_regions"]
