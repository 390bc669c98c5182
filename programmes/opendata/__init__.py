"""The register as open data: for harvesters, catalogues, researchers and newsrooms."""
