"""HAProxy, without a check and with the signature of the token verified on every request."""

from gateways.gateway import Gateway


class Haproxy(Gateway):
    name = "haproxy"
    title = "HAProxy, no check"
    rules = ""

    def command(self):
        crt = f" ssl crt {self.bench.keys}/tls.pem" if self.tls else ""
        (self.folder / "haproxy.cfg").write_text(f"""\
global
    maxconn 8192
defaults
    mode http
    timeout connect 5s
    timeout client 1h
    timeout server 1h
    timeout http-keep-alive 1h
    http-reuse always
frontend viewers
    bind 127.0.0.1:{self.port}{crt}
{self.rules.format(keys=self.bench.keys)}
    default_backend origin
backend origin
    server origin 127.0.0.1:{self.bench.origin.port}
""")
        return ["haproxy", "-db", "-f", str(self.folder / "haproxy.cfg")]


class HaproxyJwt(Haproxy):
    """Nothing but the signature: less than a user needs, who checks "exp" as well, but the dearest part."""

    name = "haproxy-jwt"
    title = "HAProxy, jwt_verify RS256"
    refuses = 403
    rules = """\
    http-request deny deny_status 403 unless {{ url_param(jwtoken),jwt_verify("RS256","{keys}/public.pem") -m int 1 }}"""
