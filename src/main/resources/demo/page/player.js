'use strict';

const STATES = {
    idle: 'Idle',
    connecting: 'Connecting',
    playing: 'Playing',
    buffering: 'Buffering',
    paused: 'Paused',
    refused: 'Refused',
    failed: 'Failed',
};

const element = (id) => document.getElementById(id);
const video = element('video');
let hls = null;

function show(state) {
    document.body.dataset.state = state;
    element('state').value = STATES[state];
}

const over = () => ['idle', 'refused', 'failed'].includes(document.body.dataset.state);

function stop() {
    hls?.destroy();
    hls = null;
    video.onerror = null;
    video.removeAttribute('src');
    video.load();
    for (const fact of ['level', 'position', 'latency', 'dropped']) {
        element(fact).value = '–';
    }
}

function problem(state, { title, message, error = '', status = '' }) {
    stop();
    element('problem-title').textContent = title;
    element('problem-message').textContent = message;
    element('problem-error').textContent = error;
    element('problem-status').textContent = status;
    element('problem').hidden = false;
    show(state);
}

function fail(message) {
    problem('failed', { title: 'This does not play', message });
}

/** Playgate's failure envelope, or nothing where somebody else answered. */
function envelope(text) {
    try {
        const body = JSON.parse(text);
        return typeof body?.error === 'string' ? body : {};
    } catch {
        return {};
    }
}

function refused(httpStatus, text) {
    const body = envelope(text);
    problem('refused', {
        title: 'Refused',
        message: body.message ?? 'The server gave no reason.',
        error: body.error,
        status: `HTTP ${httpStatus}`,
    });
}

/** What an XMLHttpRequest of hls.js got, whether it asked for text or for bytes. */
function answerText(request) {
    return request?.response instanceof ArrayBuffer ? new TextDecoder().decode(request.response) : request?.response ?? '';
}

function onHlsError(data) {
    const status = data.response?.code ?? 0;
    // An answer of this kind will not get better; a 404 for a segment that fell out of the window, or a 503, may.
    const final = [400, 401, 403, 405, 410].includes(status);
    if (!data.fatal && !final) {
        return;
    }
    if (status >= 400) {
        refused(status, answerText(data.networkDetails));
    } else if (data.type === Hls.ErrorTypes.NETWORK_ERROR) {
        fail('The server does not answer.');
    } else {
        fail(`The player gave up: ${data.details}.`);
    }
}

function playWithHls(url) {
    hls = new Hls();
    hls.on(Hls.Events.ERROR, (event, data) => onHlsError(data));
    hls.on(Hls.Events.LEVEL_SWITCHED, (event, { level }) => {
        const { width, height, frameRate } = hls.levels[level];
        element('level').value = `${width}×${height}, ${frameRate} fps`;
    });
    hls.loadSource(url);
    hls.attachMedia(video);
}

function playNatively(url) {
    video.src = url;
    // The browser keeps the answer to itself: ask once more to be able to tell.
    video.onerror = async () => {
        try {
            const response = await fetch(url);
            if (response.ok) {
                fail('The browser cannot play this stream.');
            } else {
                refused(response.status, await response.text());
            }
        } catch {
            fail('The server does not answer.');
        }
    };
}

function open(text) {
    stop();
    element('problem').hidden = true;
    element('url').value = text;
    if (!text) {
        show('idle');
        return;
    }
    let url;
    try {
        url = new URL(text, location.href);
    } catch {
        fail('That is not a URL.');
        return;
    }
    if (url.origin !== location.origin) {
        fail(`This page plays streams of ${location.origin} only. Paste the URL with that host.`);
        return;
    }
    show('connecting');
    if (Hls.isSupported()) {
        playWithHls(url.href);
    } else if (video.canPlayType('application/vnd.apple.mpegurl')) {
        playNatively(url.href);
    } else {
        fail('This browser plays no HLS.');
    }
}

function facts() {
    if (over()) {
        return;
    }
    element('position').value = `${video.currentTime.toFixed(1)} s`;
    element('dropped').value = video.getVideoPlaybackQuality().droppedVideoFrames;
    if (hls?.latency) {
        element('latency').value = `${hls.latency.toFixed(1)} s`;
    } else if (!hls && video.videoHeight) {
        element('level').value = `${video.videoWidth}×${video.videoHeight}`;
    }
}

for (const [event, state] of [['playing', 'playing'], ['waiting', 'buffering'], ['pause', 'paused']]) {
    video.addEventListener(event, () => over() || show(state));
}
video.addEventListener('timeupdate', facts);

element('open').addEventListener('submit', (event) => {
    event.preventDefault();
    const before = location.hash;
    location.hash = element('url').value.trim();
    if (location.hash === before) {
        openFragment();
    }
});

const openFragment = () => open(location.hash.slice(1));
window.addEventListener('hashchange', openFragment);
openFragment();
