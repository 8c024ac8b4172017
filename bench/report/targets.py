"""What must hold, of the ratios of medians."""

# On the machine where the yardsticks were taken, in requests per CPU-second at 2 KiB.
NGINX_THERE = 37_200
LUA_THERE = 30_100


class Target:
    def __init__(self, title, bound, value, at_most=False, unit=""):
        self.title, self.bound, self.value, self.at_most, self.unit = title, bound, value, at_most, unit

    def line(self, table):
        try:
            value = self.value(table)
        except KeyError:
            return f"{self.title:<82} {'':>9}  {'':>9}  not measured"
        reached = value <= self.bound if self.at_most else value >= self.bound
        sign = "<=" if self.at_most else ">="
        return (f"{self.title:<82} {shown(value) + self.unit:>9}  {sign} {shown(self.bound) + self.unit:>7}  "
                f"{'reached' if reached else 'not reached'}")


def shown(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def ratio(case, gateway, peer):
    return lambda table: table.median(case, gateway) / table.median(case, peer)


TARGETS = (
    Target("2 KiB, 1,000 tokens, against HAProxy with jwt_verify", 1.8, ratio("2k", "playgate", "haproxy-jwt")),
    Target("the same against nginx without a check", 0.75, ratio("2k", "playgate", "nginx")),
    Target(f"the same against nginx with Lua and its cache (the figure of {LUA_THERE:,})", 0.95,
           lambda table: table.median("2k", "playgate") / LUA_THERE),
    Target(f"  the same, that figure scaled by nginx here ({NGINX_THERE:,} there)", 0.95,
           lambda table: table.median("2k", "playgate") / table.median("2k", "nginx") * NGINX_THERE / LUA_THERE),
    Target("64 KiB against HAProxy with jwt_verify", 1.0, ratio("64k", "playgate", "haproxy-jwt")),
    Target("1.5 MiB against nginx without a check", 1.0, ratio("1536k", "playgate", "nginx")),
    Target("100,000 tokens, 2 KiB, against HAProxy with jwt_verify", 1.0, ratio("2k-100000", "playgate", "haproxy-jwt")),
    Target("express lane off, 2 KiB, against bare Spring Cloud Gateway", 1.0, ratio("2k", "playgate-off", "spring")),
    Target("rewritten playlist against it untouched through bare Spring Cloud Gateway", 0.9,
           ratio("playlist", "playgate", "spring")),
    Target("p99 at a fixed 600 requests/s against nginx", 2.0, ratio("latency", "playgate", "nginx"), at_most=True),
    Target("one decision with a cached proof", 1000, lambda table: table.singles["decision"].value, at_most=True,
           unit=" ns"),
    Target("  and what it allocates", 500, lambda table: table.singles["allocated"].value, at_most=True, unit=" B"),
    Target("every RS256 token new, against HAProxy with jwt_verify", 0.8, ratio("cold", "playgate", "haproxy-jwt")),
    Target("start to ready in the container's form, with the AOT cache", 3.0,
           lambda table: table.singles["start"].value, at_most=True, unit=" s"),
    Target("resident memory under the 2 KiB load, at most", 350, lambda table: table.memory["playgate"][1],
           at_most=True, unit=" MiB"),
)
