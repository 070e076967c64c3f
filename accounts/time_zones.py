"""Time zones to choose from, by region."""

import functools
import zoneinfo

REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@functools.cache
def time_zone_choices() -> list[tuple[str, object]]:
    """Choices for a select: UTC, then [(name, city), …] for each region."""
    regions: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for name in sorted(zoneinfo.available_timezones()):
        region, _, city = name.partition("/")
        if city and region in regions:
            regions[region].append((name, city.replace("_", " ").replace("/", ", ")))
    return [("UTC", "UTC"), *regions.items()]
