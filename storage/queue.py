"""The queue: a nudge to the workers. The database is the truth; this may be lost at any time."""

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from storage.errors import QueueUnavailable

JOB_TIMEOUT_S = 3600
SERIALIZER = JSONSerializer
"""Jobs are names and ids: nothing a worker reads can become code."""


class JobQueue:
    """Sends jobs by name; knows nothing of what they do."""

    def __init__(self, url: str) -> None:
        self.connection = Redis.from_url(url, socket_connect_timeout=2, socket_timeout=10)

    def enqueue(self, queue: str, job: str, args: list[str], job_id: str) -> None:
        """Enqueue a job; raise `QueueUnavailable` if the queue does not answer.

        No result and no failure is kept there: both could carry what a person typed.
        """
        try:
            self._queue(queue).enqueue_call(
                job,
                args=tuple(args),
                job_id=job_id,
                timeout=JOB_TIMEOUT_S,
                result_ttl=0,
                failure_ttl=60,
            )
        except RedisError as fault:
            raise QueueUnavailable(type(fault).__name__) from None

    def waiting(self, queue: str) -> int:
        """Return how many jobs wait in a queue; raise `QueueUnavailable`."""
        try:
            return self._queue(queue).count
        except RedisError as fault:
            raise QueueUnavailable(type(fault).__name__) from None

    def _queue(self, name: str) -> Queue:
        return Queue(name, connection=self.connection, serializer=SERIALIZER)

    def ping(self) -> bool:
        """Tell whether the queue answers."""
        try:
            return bool(self.connection.ping())
        except RedisError:
            return False
