"""Draws the loads as bars."""

from xml.sax.saxutils import escape

from cases import CASES, GATEWAYS

COLOURS = {"nginx": "#8a8f98", "haproxy": "#b3b7bd", "haproxy-jwt": "#5b8db8", "spring": "#9cbf8f",
           "resource-server": "#c9dcc2", "playgate": "#d1495b", "playgate-off": "#e79aa4",
           "playgate-asked": "#b07aa1"}
WIDTH, LEFT, RIGHT, BAR, GAP, HEAD = 860, 250, 110, 16, 4, 30


def text(x, y, content, more=""):
    return f'<text x="{x}" y="{y}" {more}>{escape(content)}</text>'


def plot(table):
    """An SVG with a panel for each case; within one, the longest bar fills it."""
    parts, y = [], 16
    parts.append(text(12, y + 6, "Requests per second of the gateway's processor time; latency: shorter is better",
                      'font-weight="bold"'))
    y += 20
    for name, by_gateway in table.rounds.items():
        case = CASES[name]
        y += HEAD
        unit = "" if case.more_is_better else f" ({case.unit})"
        parts.append(text(12, y - 8, case.title + unit, 'font-weight="bold"'))
        medians = {gateway: table.median(name, gateway) for gateway in by_gateway}
        for gateway, median in medians.items():
            length = (WIDTH - LEFT - RIGHT) * median / max(medians.values())
            parts.append(text(LEFT - 8, y + BAR - 4, GATEWAYS[gateway].title, 'text-anchor="end"'))
            parts.append(f'<rect x="{LEFT}" y="{y}" width="{max(length, 1):.1f}" height="{BAR}" '
                         f'fill="{COLOURS[gateway]}"/>')
            parts.append(text(f"{LEFT + length + 6:.1f}", y + BAR - 4, f"{median:,.0f}"))
            y += BAR + GAP
    y += 12
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}" '
            'font-family="sans-serif" font-size="12" fill="#222">\n'
            f'<rect width="{WIDTH}" height="{y}" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n")
