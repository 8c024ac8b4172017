import { CLOSE_CODES, H5LivePlayer } from '/dashboard/h5live.js';

// Stream and token stand behind the # of the address, a part that no server gets to see.
const asked = new URLSearchParams(location.hash.slice(1));
const url = new URL('/h5live/authstream/stream.mp4', location.href.replace(/^http/, 'ws'));
url.hash = '';
for (const name of ['stream', 'jwtoken']) {
    if (asked.has(name)) {
        url.searchParams.set(name, asked.get(name));
    }
}

new H5LivePlayer(document.getElementById('video'), url.href, {
    onEnd: (code, reason) => {
        const stopped = document.getElementById('stopped');
        stopped.textContent = CLOSE_CODES[code] ?? (code ? `The connection broke (${code}).` : reason);
        stopped.hidden = false;
    },
});
window.addEventListener('hashchange', () => location.reload());
