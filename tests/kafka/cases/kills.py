"""Weir is killed: at any moment, at every step of a commit, in a recovery; and stopped and woken."""

from harness import Job, killed, quick


@quick
def killed_at_random_moments(w):
    """F01, F26-F30: SIGKILL again and again, in three jobs."""
    times = w.times(60)
    for number in range(3 if times >= 6 else 1):
        job = Job(w, str(number), parallelism=1 + number)
        with job.feeding():
            killed(job, times // (3 if times >= 6 else 1))
        job.finish()
        job.check()
    w.note(f"{times} kills")
