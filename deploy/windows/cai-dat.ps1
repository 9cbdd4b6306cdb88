# Cài bảng theo dõi trên Windows: môi trường Python, biến cấu hình, hai tác vụ của Task Scheduler.
# Mở PowerShell bằng quyền quản trị, vào thư mục chương trình rồi chạy:
#   powershell -ExecutionPolicy Bypass -File deploy\windows\cai-dat.ps1
# Chạy lại được nhiều lần; dữ liệu đã có được giữ nguyên. Hướng dẫn: docs/van-hanh.md, mục 3.

#Requires -Version 5.1
#Requires -RunAsAdministrator

param(
    [string]$DataFolder = "$env:ProgramData\CCHC",
    [int]$Port = 8501,
    [string]$AllowedHosts = "localhost"
)

$ErrorActionPreference = "Stop"
$Program = (Resolve-Path (Join-Path $PSScriptRoot "..\..")).Path
$Python = Join-Path $Program ".venv\Scripts\python.exe"

Write-Host "1. Môi trường Python trong $Program\.venv"
if (-not (Test-Path $Python)) {
    py -3 -m venv (Join-Path $Program ".venv")
    if ($LASTEXITCODE -ne 0) { throw "Chưa có Python 3.11 trở lên. Cài từ python.org rồi chạy lại." }
}
& $Python -m pip install --quiet -r (Join-Path $Program "requirements.txt")
if ($LASTEXITCODE -ne 0) { throw "Không cài được thư viện. Xem thông báo phía trên rồi chạy lại." }

Write-Host "2. Thư mục dữ liệu $DataFolder, chỉ dịch vụ và quản trị viên đọc được"
New-Item -ItemType Directory -Force -Path $DataFolder, (Join-Path $DataFolder "sao-luu") | Out-Null
# By numbers, for the names differ between languages of Windows: LOCAL SERVICE, SYSTEM, Administrators.
icacls $DataFolder /inheritance:r /grant "*S-1-5-19:(OI)(CI)M" "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" | Out-Null
if ($LASTEXITCODE -ne 0) { throw "Không đặt được quyền cho $DataFolder." }

Write-Host "3. Biến cấu hình của máy"
$Settings = @{
    CCHC_DATABASE_URL  = "sqlite:///" + ($DataFolder -replace "\\", "/") + "/cchc.sqlite3"
    CCHC_BACKUP_DIR    = Join-Path $DataFolder "sao-luu"
    CCHC_LOG_DIR       = Join-Path $DataFolder "nhat-ky"
    CCHC_ALLOWED_HOSTS = $AllowedHosts
}
foreach ($Name in $Settings.Keys) {
    [Environment]::SetEnvironmentVariable($Name, $Settings[$Name], "Machine")
}

Write-Host "4. Tác vụ 'CCHC' (chạy khi bật máy) và 'CCHC sao luu' (12 giờ 30 hằng ngày)"
$Account = New-ScheduledTaskPrincipal -UserId "S-1-5-19" -LogonType ServiceAccount
$Serve = New-ScheduledTaskAction -Execute $Python -Argument "-m cchc_metrics serve --port $Port" -WorkingDirectory $Program
$Backup = New-ScheduledTaskAction -Execute $Python -Argument "-m cchc_metrics backup --daily" -WorkingDirectory $Program
$Always = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
$Daily = New-ScheduledTaskSettingsSet -StartWhenAvailable -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
Register-ScheduledTask -Force -TaskName "CCHC" -Action $Serve -Principal $Account -Settings $Always -Trigger (New-ScheduledTaskTrigger -AtStartup) | Out-Null
Register-ScheduledTask -Force -TaskName "CCHC sao luu" -Action $Backup -Principal $Account -Settings $Daily -Trigger (New-ScheduledTaskTrigger -Daily -At "12:30") | Out-Null

Write-Host "Xong. Tạo quản trị viên đầu tiên và chạy: xem docs/van-hanh.md, mục 3."
