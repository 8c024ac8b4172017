"""nginx: the origin, and the plainest of the peers."""

import os

from gateways.gateway import Gateway

FRAME = """\
{user}daemon off;
pid {folder}/pid;
error_log {folder}/errors;
worker_processes auto;
worker_rlimit_nofile 65536;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    types {{ application/vnd.apple.mpegurl m3u8; video/iso.segment m4s; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    sendfile on;
    tcp_nopush on;
    keepalive_timeout 1h;
    keepalive_requests 1000000000;
    large_client_header_buffers 4 16k;
{body}
}}
"""


class Nginx(Gateway):

    def command(self):
        (self.folder / "nginx.conf").write_text(FRAME.format(
            folder=self.folder, user="user root;\n" if os.geteuid() == 0 else "", body=self.body()))
        return ["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]


class Origin(Nginx):
    """Files of the sizes that are asked, and a live playlist."""

    name = title = "origin"

    def body(self):
        return f"    server {{ listen 127.0.0.1:{self.port} backlog=4096; root {self.bench.media.root}; }}"


class NginxProxy(Nginx):
    name = "nginx"
    title = "nginx, no check"

    def body(self):
        listen = f"127.0.0.1:{self.port}{' ssl' if self.tls else ''} backlog=4096"
        return f"""\
    upstream origin {{
        server 127.0.0.1:{self.bench.origin.port};
        keepalive 64;
        keepalive_requests 1000000000;
        keepalive_timeout 1h;
    }}
    server {{
        listen {listen};
        ssl_certificate {self.bench.keys}/tls.crt;
        ssl_certificate_key {self.bench.keys}/tls.key;
        location / {{
            proxy_pass http://origin;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_max_temp_file_size 0;
        }}
    }}"""
