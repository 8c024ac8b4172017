package dev.playgate.h5live;

import java.nio.file.Path;
import java.time.InstantSource;

import dev.playgate.demo.DemoProperties;
import dev.playgate.demo.SampleOrigin;

/** The sample origin as a process of its own. Arguments: its port, and the file of its log. */
final class OriginProcess {

    private OriginProcess() {
    }

    public static void main(String[] args) throws InterruptedException {
        new SampleOrigin(InstantSource.system(), new DemoProperties(Integer.parseInt(args[0]), Path.of(args[1])))
                .start();
        Thread.currentThread().join();
    }
}
