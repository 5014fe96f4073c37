"""Pages of certificates: one's own, for anybody who verifies, and for those who issue."""

from lms.certificates import working as working
from lms.certificates.views import own, register, releasing, settling, verifying, withdrawing
from lms.certificates.views.blueprint import bp

__all__ = ["bp", "own", "register", "releasing", "settling", "verifying", "withdrawing"]
