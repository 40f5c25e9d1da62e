"""The five services."""

from services.approvals.service import APPROVALS, Approvals
from services.consular.service import CONSULAR, Consular
from services.exchanges.service import EXCHANGES, Exchanges
from services.media.service import MEDIA, Media
from services.reception.service import RECEPTION, Reception

SERVICES = (APPROVALS, RECEPTION, EXCHANGES, CONSULAR, MEDIA)
COUNTERS = (Approvals, Reception, Exchanges, Consular, Media)
