"""gunicorn --config deploy/gunicorn.conf.py config.wsgi: a web node behind nginx."""

import os

bind = f"{os.environ.get('GREENROOM_BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))  # about one for each core, and one more
worker_class = "gthread"
threads = 4  # what they wait for is the database; nginx sends the files
timeout = 60  # a picture of 20 MB over a slow line is taken in by nginx, not here
graceful_timeout = 30
keepalive = 75  # longer than nginx keeps a connection that it does not use
max_requests = 2000  # what leaks somewhere ends with its process …
max_requests_jitter = 400  # … and not all at once
control_socket_disable = True  # it would be made in a home folder that systemd closes
accesslog = None  # the site's own log has a record for each request
