'use strict';

// One player on the page, its library from npm; what it tells goes to window.told.
const video = document.getElementById('video');
const SWITCHES = 4;
window.told = { errors: [], level: () => {} };

/** Seconds of media shown, however often it jumped. */
window.played = () => {
    let seconds = 0;
    for (let i = 0; i < video.played.length; i++) {
        seconds += video.played.end(i) - video.played.start(i);
    }
    return seconds;
};

const failed = (text) => window.told.errors.push(text);

const LIBRARIES = {
    hls: 'hls.js/dist/hls.min.js',
    hlsLowLatency: 'hls.js/dist/hls.min.js',
    dash: 'dashjs/dist/modern/umd/dash.all.min.js',
    shaka: 'shaka-player/dist/shaka-player.compiled.js',
    videojs: 'video.js/dist/video.min.js',
};

/** Loads the player's library. */
window.load = (player) => new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `/npm/${LIBRARIES[player]}`;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${player} is not there`));
    document.head.append(script);
});

async function hls(url, options) {
    const player = new Hls(options);
    player.on(Hls.Events.ERROR, (event, data) => {
        if (data.fatal || data.response?.code >= 400) {
            failed(`${data.details} ${data.response?.code ?? ''}`);
        }
    });
    window.told.level = (level) => player.nextLevel = level;
    player.loadSource(url);
    player.attachMedia(video);
}

async function dash(url) {
    const player = dashjs.MediaPlayer().create();
    player.updateSettings({
        debug: { logLevel: dashjs.Debug.LOG_LEVEL_NONE },
        streaming: { abr: { autoSwitchBitrate: { video: false } } },
    });
    player.on(dashjs.MediaPlayer.events.ERROR, ({ error }) => failed(`${error.code} ${error.data?.response?.status ?? ''}`));
    window.told.level = (level) => player.setRepresentationForTypeByIndex('video', level, true);
    player.initialize(video, url, true);
}

async function shakaPlayer(url) {
    shaka.polyfill.installAll();
    const player = new shaka.Player();
    await player.attach(video);
    player.configure({ abr: { enabled: false } });
    player.addEventListener('error', ({ detail }) => failed(`${detail.code} ${detail.data?.[1]}`));
    window.told.level = (level) => {
        const tracks = player.getVariantTracks().sort((one, other) => one.bandwidth - other.bandwidth);
        player.selectVariantTrack(tracks[level], true);
    };
    try {
        await player.load(url);
    } catch (error) {
        failed(`${error.code} ${error.data?.[1]}`);
    }
}

async function videoJs(url) {
    const player = videojs(video, { html5: { vhs: { overrideNative: true } } });
    player.on('error', () => failed(`${player.error().code} ${player.error().message}`));
    player.src({ src: url, type: 'application/vnd.apple.mpegurl' });
    // It moves the element, and plays when it is told to.
    player.ready(() => player.play()?.catch(() => {}));
}

async function native(url) {
    video.onerror = () => failed(`${video.error.code} ${video.error.message}`);
    video.src = url;
}

/** @param switches whether it changes the rendition, to and fro, every few seconds: each throws away what is buffered */
window.play = (player, url, switches) => {
    const players = {
        hls: () => hls(url, { lowLatencyMode: false }),
        hlsLowLatency: () => hls(url, { lowLatencyMode: true }),
        dash: () => dash(url),
        shaka: () => shakaPlayer(url),
        videojs: () => videoJs(url),
        native: () => native(url),
    };
    players[player]().catch((error) => failed(error.message));
    if (switches) {
        let level = 0;
        setInterval(() => video.readyState > 2 && level < SWITCHES && window.told.level(level++ % 2), 4000);
    }
};
