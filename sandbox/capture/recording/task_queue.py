"""Keep the Celery tasks an operation sends, and run them after it as a worker would."""

from collections import deque

from celery.app.task import Task


class TaskQueue:
    """A broker and a worker in one process: first in, first out."""

    def __init__(self):
        """Start with an empty queue."""
        self._waiting = deque()
        self.sent = []

    def install(self):
        """Put every later `delay` and `apply_async` of this process into the queue."""
        queue = self

        def apply_async(task, args=None, kwargs=None, **_options):
            queue._waiting.append((task, args or (), kwargs or {}))
            queue.sent.append(task.name)

        Task.apply_async = apply_async

    def clear(self):
        """Forget which tasks the operation before sent."""
        self.sent = []

    def run(self):
        """Run what waits and what those tasks send in turn; an error in a task is raised."""
        while self._waiting:
            task, args, kwargs = self._waiting.popleft()
            task.apply(args, kwargs, throw=True)
