import { CLOSE_CODES, H5LivePlayer } from './h5live.js';
import { mediumOf, withMedium } from './media.js';

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
let dash = null;
let h5live = null;

function show(state) {
    document.body.dataset.state = state;
    element('state').value = STATES[state];
}

const over = () => ['idle', 'refused', 'failed'].includes(document.body.dataset.state);

function stop() {
    hls?.destroy();
    dash?.destroy();
    h5live?.destroy();
    hls = dash = h5live = null;
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

/** A player or browser that keeps the answer to itself: ask once more, to be able to tell. */
async function explain(url, otherwise) {
    const asking = new AbortController();
    try {
        const response = await fetch(url, { signal: asking.signal });
        if (response.ok) {
            fail(otherwise);
        } else {
            refused(response.status, await response.text());
        }
    } catch {
        fail('The server does not answer.');
    } finally {
        asking.abort();
    }
}

function playNatively(url) {
    video.src = url;
    video.onerror = () => explain(url, 'The browser cannot play this, or it was cut.');
}

const dashJs = () => globalThis.dashjs ?? new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = 'vendor/dash.min.js';
    script.onload = () => resolve(globalThis.dashjs);
    script.onerror = reject;
    document.head.append(script);
});

async function playWithDash(url) {
    const { MediaPlayer } = await dashJs();
    dash = MediaPlayer().create();
    dash.on(MediaPlayer.events.ERROR, ({ error }) => explain(url, `The player gave up: ${error.message}`));
    dash.initialize(video, url, true);
}

function closed(code, reason) {
    if (CLOSE_CODES[code]) {
        problem('refused', { title: 'Refused', message: CLOSE_CODES[code], error: reason, status: `close code ${code}` });
    } else {
        fail(code ? `The connection broke (${code}).` : reason);
    }
}

function playWithH5Live(url) {
    h5live = new H5LivePlayer(video, url.replace(/^http/, 'ws'), { onEnd: closed });
}

function playHls(url) {
    if (Hls.isSupported()) {
        playWithHls(url);
    } else if (video.canPlayType('application/vnd.apple.mpegurl')) {
        playNatively(url);
    } else {
        fail('This browser plays no HLS.');
    }
}

const PLAYERS = {
    hls: playHls,
    'low-latency': playHls,
    dash: playWithDash,
    h5live: playWithH5Live,
    progressive: playNatively,
    recording: playNatively,
};

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
        url = new URL(text.replace(/^ws/, 'http'), location.href);
    } catch {
        fail('That is not a URL.');
        return;
    }
    if (url.origin !== location.origin) {
        fail(`This page plays streams of ${location.origin} only. Paste the URL with that host.`);
        return;
    }
    show('connecting');
    const medium = mediumOf(url);
    element('medium').value = medium;
    PLAYERS[medium](url.href);
}

function facts() {
    if (over()) {
        return;
    }
    element('position').value = `${video.currentTime.toFixed(1)} s`;
    element('dropped').value = video.getVideoPlaybackQuality().droppedVideoFrames;
    const latency = hls?.latency || dash?.getCurrentLiveLatency();
    if (latency) {
        element('latency').value = `${latency.toFixed(1)} s`;
    }
    if (!hls && video.videoHeight) {
        element('level').value = `${video.videoWidth}×${video.videoHeight}`;
    }
}

for (const [event, state] of [['playing', 'playing'], ['waiting', 'buffering'], ['pause', 'paused']]) {
    video.addEventListener(event, () => over() || show(state));
}
video.addEventListener('timeupdate', facts);

function go(text) {
    const before = location.hash;
    location.hash = text;
    if (location.hash === before) {
        openFragment();
    }
}

element('open').addEventListener('submit', (event) => {
    event.preventDefault();
    go(element('url').value.trim());
});
element('medium').addEventListener('change', ({ target }) => go(withMedium(element('url').value.trim(), target.value)));

const openFragment = () => open(location.hash.slice(1));
window.addEventListener('hashchange', openFragment);
openFragment();
