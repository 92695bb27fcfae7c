"""HomematicIP's mapping: the state of a home in, devices and features out; pure.

``House`` keeps the raw state and what it became. A channel of a device or a group is mapped again only
when its raw data changed, or what it reads besides.
"""

from .events import Occurrence
from .house import Change, House

__all__ = ["Change", "House", "Occurrence"]
