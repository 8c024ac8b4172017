package dev.playgate.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What is measured of origins, whoever asks them. */
public final class OriginMeters {

    private final MeterRegistry meters;
    private final Timer firstByte;

    OriginMeters(MeterRegistry meters) {
        this.meters = meters;
        this.firstByte = Timer.builder("playgate.origin.first.byte")
                .description("From asking the origin to the head of its answer").register(meters);
    }

    /** An origin is asked now; what this returns is called when the head of its answer is there. */
    public Runnable asked() {
        Timer.Sample sample = Timer.start(meters);
        return () -> sample.stop(firstByte);
    }
}
