"""Starts LocalStack in this process.

Before Python 3.13 threading.Lock is a function, which LocalStack's annotations (Lock | None) cannot
take: it is replaced by a class that makes the same locks.
"""

import threading

if not isinstance(threading.Lock, type):
    make_lock = threading.Lock

    class Lock:
        def __new__(cls):
            return make_lock()

    threading.Lock = Lock

from localstack.runtime.main import main

main()
