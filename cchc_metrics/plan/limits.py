"""The numbers that judging turns on; all of them stand in the plan file."""

from dataclasses import dataclass
from fractions import Fraction

# Coverages for which Student's quantiles are kept (see `scoring.student`).
FORECAST_COVERAGES = (80, 90, 95)


@dataclass(frozen=True)
class Bands:
    """Lower ends of pace bands, and the size below which a denominator proves little."""

    on_track: Fraction
    needs_acceleration: Fraction
    small_sample: int


@dataclass(frozen=True)
class Limits:
    """From how many months on something is said, and how sure an interval is meant to be.

    The defaults are those of the rules' sources; a plan file may leave the block out.
    """

    forecast_from_months: int = 3
    forecast_firm_from_months: int = 6  # "sơ bộ" below
    forecast_coverage: int = 80  # percent, one of FORECAST_COVERAGES
    sample_coverage: int = 95  # percent, of Wilson's interval
    run_chart_from_points: int = 12
    run_length: int = 7  # so many in a row are a special cause
    base_months: int = 3  # first months that a rate must rise above where there is no last year
