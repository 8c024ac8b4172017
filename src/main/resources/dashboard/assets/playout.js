import { CLOSE_CODES, H5LivePlayer } from './h5live.js';

const FACTS = ['picture', 'played', 'buffer', 'dropped'];
const FINAL = [400, 401, 403, 404, 405, 410];

const element = id => document.getElementById(id);
const player = element('player');
const video = element('video');
const reasons = new Map([...element('reasons').children].map(({ firstChild, lastChild }) =>
    [firstChild.textContent, lastChild.textContent]));
let playing = null;

function show(state) {
    player.dataset.state = state;
    element('player-state').value = state;
}

function stop() {
    playing?.destroy();
    playing = null;
    video.removeAttribute('src');
    video.load();
    FACTS.forEach(fact => { element(fact).value = '–'; });
}

/** Says why, in the page's words where it has some for the reason. */
function stopped(reason, otherwise) {
    stop();
    element('stopped').textContent = `It does not play. ${reasons.get(reason) ?? otherwise}`;
    element('stopped').dataset.reason = reason;
    element('stopped').hidden = false;
    show('stopped');
}

function playH5Live() {
    playing = new H5LivePlayer(video, player.dataset.h5live, {
        onEnd: (code, reason) => stopped(reason, CLOSE_CODES[code]
            ?? (code ? `The connection broke (${code}).` : reason)),
    });
}

const hlsJs = () => globalThis.Hls ?? new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/dashboard/hls.min.js';
    script.onload = () => resolve(globalThis.Hls);
    script.onerror = reject;
    document.head.append(script);
});

function envelope(request) {
    try {
        const { response } = request;
        return JSON.parse(response instanceof ArrayBuffer ? new TextDecoder().decode(response) : response) ?? {};
    } catch {
        return {};
    }
}

async function playHls() {
    const Hls = await hlsJs();
    if (!Hls.isSupported()) {
        video.src = player.dataset.hls;
        video.onerror = () => stopped('', 'The browser cannot play it, or it was cut.');
        return;
    }
    playing = new Hls({ enableWorker: false });
    playing.on(Hls.Events.ERROR, (event, { fatal, response, networkDetails, details }) => {
        const status = response?.code ?? 0;
        if (fatal || FINAL.includes(status)) {
            const { error, message } = envelope(networkDetails);
            stopped(error, message ?? (status ? `The server answers ${status}.` : `The player gave up: ${details}.`));
        }
    });
    playing.loadSource(player.dataset.hls);
    playing.attachMedia(video);
}

function play() {
    stop();
    element('stopped').hidden = true;
    show('connecting');
    (element('medium').value === 'hls' ? playHls : playH5Live)();
}

for (const [event, state] of [['playing', 'playing'], ['waiting', 'buffering'], ['pause', 'paused']]) {
    video.addEventListener(event, () => playing && show(state));
}
video.addEventListener('timeupdate', () => {
    if (!playing) {
        return;
    }
    const { buffered, played, currentTime } = video;
    element('picture').value = `${video.videoWidth}×${video.videoHeight}`;
    element('played').value = `${[...Array(played.length).keys()]
        .reduce((sum, i) => sum + played.end(i) - played.start(i), 0).toFixed(1)} s`;
    element('buffer').value = buffered.length ? `${(buffered.end(buffered.length - 1) - currentTime).toFixed(1)} s` : '–';
    element('dropped').value = video.getVideoPlaybackQuality().droppedVideoFrames;
});
element('again').addEventListener('click', play);
element('medium').addEventListener('change', play);
play();
