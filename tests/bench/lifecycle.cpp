#include "tests/bench/lifecycle.h"

#include "tests/bench/bigboard.h"
#include "tests/bench/peers.h"
#include "tests/bench/worker.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <barrier>
#include <chrono>
#include <cstdio>
#include <thread>

namespace stint::bench
{

namespace
{

using Clock = std::chrono::steady_clock;

double seconds(Clock::time_point from, Clock::time_point to)
{
    return std::chrono::duration<double>(to - from).count();
}

struct Latencies {
    std::vector<double> claim, complete;
};

/// Claims and completes until nothing is left.
void drain(Worker &worker, bool folded, Latencies &latencies)
{
    const auto time = [](std::vector<double> &into, auto work) {
        const auto begin = Clock::now();
        const auto result = work();
        into.push_back(1e6 * seconds(begin, Clock::now()));
        return result;
    };
    bool has = time(latencies.claim, [&] { return worker.claim(); });
    while (has) {
        worker.heartbeat();
        if (folded) {
            has = time(latencies.complete, [&] { return worker.completeAndClaim(); });
        } else {
            time(latencies.complete, [&] {
                worker.complete();
                return true;
            });
            has = time(latencies.claim, [&] { return worker.claim(); });
        }
    }
}

Figures measureStint(int workers, int tasks, bool folded)
{
    Served served;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QLatin1String(name), served.folder());
    served.process.setProcessEnvironment(environment);
    served.process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("serve"), served.folder()});
    QByteArray line;
    while (!line.endsWith('\n') && served.process.waitForReadyRead(30'000))
        line += served.process.readAllStandardOutput();
    const std::string socket = line.trimmed().mid(qsizetype(sizeof "ready socket=") - 1).toStdString();

    {
        // More callers than measured ones: filling is not measured here and group commit makes it quick.
        constexpr int fillers = 32;
        std::vector<std::thread> threads;
        for (int i = 0; i < fillers; ++i) {
            threads.emplace_back([&, i] {
                Worker filler(socket, {}, false);
                for (int n = i; n < tasks; n += fillers)
                    filler.enqueue();
            });
        }
        for (std::thread &thread : threads)
            thread.join();
    }
    std::vector<Latencies> latencies(static_cast<std::size_t>(workers));
    std::barrier begin(workers + 1);
    std::vector<std::thread> threads;
    for (int i = 0; i < workers; ++i) {
        threads.emplace_back([&, i] {
            Worker worker(socket, "agent-" + std::to_string(i), true);
            begin.arrive_and_wait();
            begin.arrive_and_wait();
            drain(worker, folded, latencies[static_cast<std::size_t>(i)]);
        });
    }
    begin.arrive_and_wait();
    const double cpu = cpuOf(served.process.processId()), written = writtenBytesOf(served.process.processId());
    const auto from = Clock::now();
    begin.arrive_and_wait();
    for (std::thread &thread : threads)
        thread.join();
    const double took = seconds(from, Clock::now());
    Figures figures;
    Latencies all;
    for (const Latencies &one : latencies) {
        all.claim.insert(all.claim.end(), one.claim.begin(), one.claim.end());
        all.complete.insert(all.complete.end(), one.complete.begin(), one.complete.end());
    }
    figures.lifecycles = tasks / took;
    figures.claimP50 = quantile(all.claim, 0.5);
    figures.claimP99 = quantile(all.claim, 0.99);
    figures.completeP99 = quantile(all.complete, 0.99);
    figures.serverMicros = 1e6 * (cpuOf(served.process.processId()) - cpu) / tasks;
    figures.writtenBytes = (writtenBytesOf(served.process.processId()) - written) / tasks;
    return figures;
}

struct Row {
    QString name;
    std::vector<Figures> rounds;

    double figure(double Figures::*member, double share = 0.5) const
    {
        std::vector<double> values;
        for (const Figures &figures : rounds)
            values.push_back(figures.*member);
        return quantile(values, share);
    }
};

void print(int workers, const std::vector<Row> &rows)
{
    std::printf("\n%d workers\n%-14s %11s %19s %9s %9s %9s %9s %9s %9s %9s\n", workers, "", "lifecycles/s",
                "(least–most)", "claim p50", "claim p99", "done p99", "CPU µs", "bytes", "plain ×", "folded ×");
    for (const Row &row : rows) {
        const double rate = row.figure(&Figures::lifecycles);
        std::printf("%-14s %11.0f %9.0f–%-9.0f %9.0f %9.0f %9.0f %9.1f %9.0f %9.2f %9.2f\n", qPrintable(row.name), rate,
                    row.figure(&Figures::lifecycles, 0), row.figure(&Figures::lifecycles, 1),
                    row.figure(&Figures::claimP50), row.figure(&Figures::claimP99), row.figure(&Figures::completeP99),
                    row.figure(&Figures::serverMicros), row.figure(&Figures::writtenBytes),
                    rows[0].figure(&Figures::lifecycles) / rate, rows[1].figure(&Figures::lifecycles) / rate);
    }
    std::fflush(stdout);
}

} // namespace

int lifecycle(const LifecycleOptions &options)
{
    std::vector<Peer> present;
    for (Peer &peer : peers(options.peerDriver)) {
        if (peer.missing.isEmpty())
            present.push_back(std::move(peer));
        else
            std::printf("%s is left out: %s\n", qPrintable(peer.name), qPrintable(peer.missing));
    }
    std::printf("%d tasks, medians of %d rounds in shuffled order; latencies in µs; the last columns are Stint's rate "
                "divided by the row's\n",
                options.tasks, options.rounds);
    for (const int workers : options.workers) {
        std::vector<Row> rows{{QStringLiteral("stint"), {}}, {QStringLiteral("stint folded"), {}}};
        for (const Peer &peer : present)
            rows.push_back({peer.name, {}});
        for (int round = 0; round < options.rounds; ++round) {
            std::vector<std::size_t> order(rows.size());
            for (std::size_t i = 0; i < order.size(); ++i)
                order[i] = i;
            std::shuffle(order.begin(), order.end(), *QRandomGenerator::global());
            for (const std::size_t i : order) {
                rows[i].rounds.push_back(i < 2 ? measureStint(workers, options.tasks, i == 1)
                                               : measurePeer(rows[i].name, options.peerDriver, workers, options.tasks));
            }
        }
        print(workers, rows);
    }
    return 0;
}

} // namespace stint::bench
