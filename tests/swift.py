"""What is slow on purpose, made quick for tests without being another thing."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SwiftHasher(Argon2PasswordHasher):
    """The real hasher with the least work that it can do; processes with the real settings can check its hashes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
