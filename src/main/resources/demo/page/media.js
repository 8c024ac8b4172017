/** The media of the demo, with the path of each; the stream is named by the path, or by the query. */
const MEDIA = {
    'low-latency': { path: '/hls/*/ll.m3u8' },
    hls: { path: '/hls/*/index.m3u8' },
    dash: { path: '/dash/*/manifest.mpd' },
    h5live: { path: '/h5live/authstream' },
    progressive: { path: '/h5live/authhttp/stream.mp4' },
    recording: { path: '/vod/*/recording.mp4' },
};

const STREAM = '[A-Za-z0-9_-]{1,64}';

/** Which of the media it is, or HLS where it is none of them. */
export function mediumOf(url) {
    const known = Object.entries(MEDIA).find(([, { path }]) =>
        new RegExp(`${path.replace('*', STREAM).replace('.', '\\.')}$`).test(url.pathname));
    return known?.[0] ?? (url.pathname.startsWith('/h5live/authstream/') ? 'h5live' : 'hls');
}

/** The same stream, with the same token, by another medium. */
export function withMedium(text, medium) {
    const before = new URL(text || '/', location.href);
    const token = before.searchParams.get('jwtoken');
    const stream = before.searchParams.get('stream') ?? before.pathname.split('/').at(-2) ?? '';
    const { path } = MEDIA[medium];
    const query = new URLSearchParams({
        ...(path.includes('*') ? {} : { stream: stream || 'Demo1-live1' }),
        ...(token ? { jwtoken: token } : {}),
    });
    return path.replace('*', stream || 'Demo1-live1') + (query.size > 0 ? `?${query}` : '');
}
