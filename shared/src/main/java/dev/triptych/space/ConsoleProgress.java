package dev.triptych.space;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error, so that standard output holds results only. */
final class ConsoleProgress implements Progress {
    private static final int WIDTH = 120;

    @Override
    public Task start(String name, long total) {
        return resume(name, total, 0);
    }

    @Override
    public Task resume(String name, long total, long done) {
        PrintStream err = System.err;
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .startsFrom(done, Duration.ZERO)
                .setStyle(
                        Charset.defaultCharset().newEncoder().canEncode('█')
                                ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                                : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(System.console() == null ? 5000 : 200)
                .showSpeed()
                .setMaxRenderedLength(WIDTH)
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .build();
        return new Task() {
            @Override
            public void advance(long steps) {
                bar.stepBy(steps);
            }

            @Override
            public void total(long steps) {
                bar.maxHint(steps);
            }

            @Override
            public void note(String remark) {
                bar.setExtraMessage(remark);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }
}
