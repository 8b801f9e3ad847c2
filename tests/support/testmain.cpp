#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QTest>

#ifdef STINT_TEST_GUI
#include <QGuiApplication>
using TestApplication = QGuiApplication;
#else
using TestApplication = QCoreApplication;
#endif

#include <cstdio>
#include <memory>
#include <vector>

namespace stint::test
{

namespace
{
struct Entry {
    QByteArray name;
    std::function<QObject *()> make;
};

std::vector<Entry> &entries()
{
    static std::vector<Entry> list;
    return list;
}
} // namespace

bool registerTest(const char *name, std::function<QObject *()> make)
{
    entries().push_back({name, std::move(make)});
    return true;
}

} // namespace stint::test

/// Runs every registered class, or only the one named first on the command line.
int main(int argc, char **argv)
{
    TestApplication app(argc, argv);
    QStringList arguments = app.arguments();
    QByteArray only;
    if (arguments.size() > 1) {
        for (const auto &entry : stint::test::entries()) {
            if (arguments.at(1) == QString::fromLatin1(entry.name))
                only = entry.name;
        }
        if (!only.isEmpty())
            arguments.removeAt(1);
    }
    int failures = 0, run = 0;
    for (const auto &entry : stint::test::entries()) {
        if (!only.isEmpty() && entry.name != only)
            continue;
        const std::unique_ptr<QObject> test(entry.make());
        failures += QTest::qExec(test.get(), arguments);
        ++run;
    }
    if (run == 0) {
        std::fprintf(stderr, "no test class is registered here\n");
        return 1;
    }
    return failures == 0 ? 0 : 1;
}
