"""What Playgate is built on, as it comes, and with the way its authors have to verify tokens."""

from gateways.gateway import Gateway


class SpringGateway(Gateway):
    name = "spring"
    title = "Spring Cloud Gateway, no check"
    jar = "bare"
    jvm = True
    # It uses a connection to the origin that the origin has just closed, once in a while, and answers 500.
    may_fail = 0.001

    def command(self):
        options = {
            "server.port": self.port,
            "server.address": "127.0.0.1",
            "server.max-http-request-header-size": "16KB",
            "spring.main.banner-mode": "off",
            "spring.cloud.gateway.server.webflux.routes[0].id": "origin",
            "spring.cloud.gateway.server.webflux.routes[0].uri": f"http://127.0.0.1:{self.bench.origin.port}",
            "spring.cloud.gateway.server.webflux.routes[0].predicates[0]": "Path=/**",
            **self.options(),
        }
        if self.tls:
            options |= {"server.ssl.certificate": f"file:{self.bench.keys}/tls.crt",
                        "server.ssl.certificate-private-key": f"file:{self.bench.keys}/tls.key"}
        return [self.bench.java, f"@{self.bench.repository}/docker/jvm.options", self.bench.memory_option, "-jar",
                str(self.bench.repository / f"bench/peers/{self.jar}/target/{self.jar}.jar"),
                *(f"--{key}={value}" for key, value in options.items())]

    def surroundings(self):
        # Where jvm.options names further files.
        return {"cwd": self.bench.repository / "docker"}

    def options(self):
        return {}


class ResourceServer(SpringGateway):
    name = "resource-server"
    title = "the same, resource server RS256"
    jar = "resource-server"
    refuses = 401

    def options(self):
        return {"spring.security.oauth2.resourceserver.jwt.public-key-location": f"file:{self.bench.keys}/public.pem",
                "spring.security.oauth2.resourceserver.jwt.jws-algorithms": "RS256"}
