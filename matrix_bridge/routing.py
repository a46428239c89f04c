"""Which of Synapse's processes a reverse proxy asks, for nginx and for Caddy.

Each has two parts: one for the public address, after what docs/reverse-proxy.md hands to
`etwin run` and before what goes to the main process; and a place where `etwin run` itself asks.
"""

from matrix_bridge.workers import OF_OURS, OF_PEOPLE, OF_ROOMS, Layout


def files(layout: Layout) -> dict[str, str]:
    """Give the text of each file."""
    return {
        "nginx-before.conf": _nginx_before(layout),
        "nginx-workers.conf": _nginx_workers(),
        "workers.caddy": _caddy(layout),
    }


def _nginx_before(layout: Layout) -> str:
    ports = layout.ports
    readers = "\n".join(f"    server 127.0.0.1:{port};" for port in layout.reader_ports())
    return f"""# For nginx, outside of all servers: include it in http.
map $uri $etwin_room {{
    default $uri;
    "~^/_matrix/client/[^/]+/rooms/(?<etwin_named>[^/]+)" $etwin_named;
}}
# All of one person, and all of one room, is answered by the same process: it remembers.
upstream etwin_by_person {{
    hash $http_authorization consistent;
{readers}
}}
upstream etwin_by_room {{
    hash $etwin_room consistent;
{readers}
}}
# matrix.homeserver_url of etwin run.
server {{
    listen 127.0.0.1:{ports.for_us};
    client_max_body_size 50M;
    proxy_read_timeout 120s;
    location ~ {_quoted(OF_ROOMS)} {{
        proxy_pass http://127.0.0.1:{ports.ours};
    }}
    location ~ {_quoted(OF_PEOPLE)} {{
        proxy_pass http://127.0.0.1:{ports.ours};
    }}
    location ~ {_quoted(OF_OURS)} {{
        proxy_pass http://127.0.0.1:{ports.ours};
    }}
    location / {{
        proxy_pass http://127.0.0.1:{ports.main};
    }}
}}
"""


def _nginx_workers() -> str:
    return f"""# For nginx, in the server of the homeserver: include it right before "location /".
location ~ {_quoted(OF_ROOMS)} {{
    proxy_pass http://etwin_by_room;
}}
location ~ {_quoted(OF_PEOPLE)} {{
    proxy_pass http://etwin_by_person;
}}
"""


def _quoted(pattern: str) -> str:
    return f'"{pattern}"'


def _caddy(layout: Layout) -> str:
    ports = layout.ports
    readers = [f"127.0.0.1:{port}" for port in layout.reader_ports()]
    # Pages of a room's messages have to come from one process; Caddy cannot choose it by the room.
    return f"""# For Caddy: import this file at the top, and put "import etwin_workers" right before
# the last handle of the homeserver's site.
(etwin_workers) {{
	@etwin_pages path_regexp ^/_matrix/client/[^/]+/rooms/[^/]+/messages$
	handle @etwin_pages {{
		reverse_proxy {readers[0]}
	}}
	@etwin_workers path_regexp {OF_ROOMS}|{OF_PEOPLE}
	handle @etwin_workers {{
		reverse_proxy {" ".join(readers)} {{
			lb_policy header Authorization
		}}
	}}
}}

# matrix.homeserver_url of etwin run.
http://127.0.0.1:{ports.for_us} {{
	@ours path_regexp {OF_ROOMS}|{OF_PEOPLE}|{OF_OURS}
	handle @ours {{
		reverse_proxy 127.0.0.1:{ports.ours}
	}}
	handle {{
		reverse_proxy 127.0.0.1:{ports.main}
	}}
}}
"""
