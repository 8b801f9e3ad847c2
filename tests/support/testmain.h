#pragma once

#include <QObject>

#include <functional>

namespace stint::test
{

/// Adds a test class to the executable's list; see STINT_REGISTER_TEST.
bool registerTest(const char *name, std::function<QObject *()> make);

} // namespace stint::test

/// Put it once at the end of each tst_*.cpp, before its .moc include.
#define STINT_REGISTER_TEST(Class)                                                                                     \
    static const bool registered##Class = stint::test::registerTest(#Class, []() -> QObject * { return new Class; });
