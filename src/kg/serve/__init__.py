"""A SPARQL endpoint, a query page and the viewer, over one built graph: reads only, on this machine unless told otherwise."""

from kg.serve.server import Service, open_service

__all__ = ["Service", "open_service"]
