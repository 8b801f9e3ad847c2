#pragma once

#include "model/viewmodels/boardviewmodel.h"

namespace stint
{

/// A view-model that reads the board only while its view is shown: with it, on a tick of its own choice, and soon after
/// the queue was touched. One reading at a time – two could answer out of order – and a pause between two of them.
/// Thread: gui.
class ReadingViewModel : public QObject
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool shown READ isShown WRITE setShown NOTIFY shownChanged FINAL)
    Q_PROPERTY(bool loaded READ isLoaded NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    bool isShown() const { return m_shown; }
    void setShown(bool shown);
    bool isLoaded() const { return m_loaded; }
    /// Changes were sent and are not answered yet.
    bool isBusy() const { return m_pending > 0; }
    /// Why nothing can be shown; blank when it can (SHL-07).
    QString error() const { return m_error; }

    Q_INVOKABLE void reload() { refresh(); }

Q_SIGNALS:
    void shownChanged();
    void changed();

protected:
    /// \a tickMs: how often tick() is called while the view is shown.
    ReadingViewModel(BoardViewModel &screen, int tickMs, QObject *parent);

    /// Reads now, or once more when the reading under way has ended.
    void refresh();
    /// Asks for everything that is shown; its end is told by endReading() or failReading(), once.
    virtual void read() = 0;
    virtual void tick() = 0;
    void endReading();
    void failReading(const Error &error);
    void beginChange();
    void endChange();

private:
    void conclude();

    QTimer m_pace, m_tick;
    bool m_shown = false, m_loaded = false, m_reading = false, m_again = false;
    int m_pending = 0;
    QString m_error;
};

} // namespace stint
