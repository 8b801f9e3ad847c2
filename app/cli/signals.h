#pragma once

#include <QtGlobal>

#include <csignal>
#include <initializer_list>

namespace stint::cli
{

/// Turns signals into a readable descriptor while it lives; they no longer interrupt anything. Used by one thread.
class SignalPipe
{
public:
    SignalPipe(std::initializer_list<int> signals);
    ~SignalPipe();
    Q_DISABLE_COPY_MOVE(SignalPipe)

    int descriptor() const { return m_fd; }
    /// The next signal that came, or 0.
    int take();

private:
    int m_fd = -1;
    sigset_t m_before;
};

} // namespace stint::cli
