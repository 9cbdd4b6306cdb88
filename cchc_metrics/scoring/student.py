"""Student's t for the interval of a forecast, by coverage and degrees of freedom.

NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, "Critical Values of the Student's t
Distribution": the columns 0.90, 0.95 and 0.975 hold what covers 80%, 90% and 95% between both ends.
"""

import numpy as np
from numpy.typing import NDArray

from cchc_metrics.scoring.exact import Integers

# From one degree of freedom on; a forecast of a year sees eleven months at most.
QUANTILES = {
    80: (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372),
    90: (6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812),
    95: (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
}


def quantiles(months: Integers, coverage: int) -> NDArray[np.float64]:
    """t for n − 1 degrees of freedom; meaningless below two months."""
    table = np.array(QUANTILES[coverage])
    found: NDArray[np.float64] = table[np.clip(months - 2, 0, len(table) - 1)]
    return found
